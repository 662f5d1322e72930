import ORC

/// A column of a file as people name it.
struct ORCColumn {
    /// The names from the root, joined by points; of what has no name, what it is: `tags.element`, `prices.key`, `either.0`.
    var path: String
    /// The last part of ``path``.
    var name: String
    /// How deep it is below the columns of the table.
    var depth: Int
    var type: ORCType

    /// The name, indented by depth.
    var indentedName: String { String(repeating: "  ", count: depth) + name }

    /// The type; of a nested one the kind alone, since the columns that it consists of follow.
    var typeName: String { type.children.isEmpty ? type.description : type.kind.name }

    /// Whether values are aligned to the right in a table.
    var isNumber: Bool { [.byte, .short, .int, .long, .float, .double, .decimal].contains(type.kind) }
}

extension ORCType {
    /// Every column below a root in the order of ids; a root that is no struct is a column itself.
    var columns: [ORCColumn] {
        kind == .struct ? below("", depth: 0) : [ORCColumn(path: "value", name: "value", depth: 0, type: self)] + below("value.", depth: 1)
    }

    private func below(_ prefix: String, depth: Int) -> [ORCColumn] {
        zip(childNames, children).flatMap { name, child in
            [ORCColumn(path: prefix + name, name: name, depth: depth, type: child)] + child.below(prefix + name + ".", depth: depth + 1)
        }
    }

    private var childNames: [String] {
        switch kind {
        case .struct: fieldNames
        case .list: ["element"]
        case .map: ["key", "value"]
        default: children.indices.map(String.init)
        }
    }
}
