/// Which columns of a file a reader delivers, and in which order.
struct Projection {
    /// A struct of the chosen columns, with the ids that they have in the file.
    let schema: ORCType
    /// Whether the file's root is that struct; else the root is its only field.
    let rootIsStruct: Bool
    /// By column id: whether its streams are needed.
    let isIncluded: [Bool]
    /// Ids of the columns whose direct strings are wanted as codes.
    let interned: Set<Int>

    private let fileSchema: ORCType
    private let columns: [String]?
    private let interning: Set<String>

    /// The name of the only field when the file's root is not a struct.
    static let rootName = "value"

    init(_ file: ORCFile, columns: [String]?, interning: Set<String> = []) throws(ORCError) {
        fileSchema = file.schema
        self.columns = columns
        self.interning = interning
        rootIsStruct = file.schema.kind == .struct
        var root = file.schema
        if !rootIsStruct { root = ORCType(.struct, id: file.schema.id, fieldNames: [Self.rootName], children: [file.schema]) }
        if let columns {
            let indices = try columns.map { name throws(ORCError) in try Self.index(of: name, in: root, file.name) }
            root.fieldNames = indices.map { root.fieldNames[$0] }
            root.children = indices.map { root.children[$0] }
        }
        schema = root
        var isIncluded = [Bool](repeating: false, count: file.schema.lastID + 1)
        isIncluded[0] = true
        for child in root.children { child.forEachID { isIncluded[$0] = true } }
        self.isIncluded = isIncluded
        var interned: Set<Int> = []
        for name in interning { interned.insert(root.children[try Self.index(of: name, in: root, file.name)].id) }
        self.interned = interned
        try checkEncryption(file)
    }

    /// Whether a projection of `columns` of `file` would be this one.
    func serves(_ file: ORCFile, columns: [String]?, interning: Set<String>) -> Bool {
        self.columns == columns && self.interning == interning && fileSchema == file.schema && file.tail.footer.encryptedRoots.isEmpty
    }

    private static func index(of name: String, in root: ORCType, _ file: String) throws(ORCError) -> Int {
        if let index = root.fieldIndex(name) { return index }
        throw ORCError(.schema, "no column \"\(name)\"; the file has \(root.fieldNames.joined(separator: ", "))", at: .init(file: file))
    }

    /// Refuses columns whose values are encrypted: what the file holds in their place is a mask, not data.
    private func checkEncryption(_ file: ORCFile) throws(ORCError) {
        let roots = Set(file.tail.footer.encryptedRoots)
        guard !roots.isEmpty else { return }
        for (name, type) in zip(schema.fieldNames, schema.children) where type.contains(anyOf: roots) || roots.contains(0) {
            let readable = zip(file.schema.fieldNames, file.schema.children).filter { !$1.contains(anyOf: roots) }.map(\.0)
            throw ORCError(
                .encrypted,
                "the column is encrypted and cannot be read; name the columns wanted among those that can: \(readable.joined(separator: ", "))",
                at: .init(file: file.name, column: type.id, columnName: name))
        }
    }
}

extension ORCType {
    /// The largest id in the tree.
    var lastID: Int { children.last?.lastID ?? id }

    /// Calls `body` with every id of the tree.
    func forEachID(_ body: (Int) -> Void) {
        body(id)
        for child in children { child.forEachID(body) }
    }

    fileprivate func contains(anyOf ids: Set<Int>) -> Bool { ids.contains(id) || children.contains { $0.contains(anyOf: ids) } }
}
