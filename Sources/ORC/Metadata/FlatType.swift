/// A type as the footer stores it: its children are named by id.
struct FlatType {
    var kind = ORCType.Kind.boolean
    var subtypes: [Int] = []
    var fieldNames: [String] = []
    var maximumLength = 0
    var precision = 0
    var scale = 0
    var attributes: [String: String] = [:]

    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1:
                let number = try reader.integer(field)
                guard let known = ORCType.Kind(rawValue: number) else {
                    throw ORCError(.unsupported, "type number \(number) is unknown; known are 0 … 18 (boolean … timestamp with local time zone)")
                }
                kind = known
            case 2: try reader.repeated(field) { value throws(ORCError) in subtypes.append(Int(truncatingIfNeeded: value)) }
            case 3: fieldNames.append(try reader.string(field))
            case 4: maximumLength = try reader.integer(field)
            case 5: precision = try reader.integer(field)
            case 6: scale = try reader.integer(field)
            case 7: try appendAttribute(try reader.message(field))
            default: try reader.skip(field)
            }
        }
    }

    private mutating func appendAttribute(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        var key = ""
        var value = ""
        while let field = try reader.next() {
            switch field.number {
            case 1: key = try reader.string(field)
            case 2: value = try reader.string(field)
            default: try reader.skip(field)
            }
        }
        attributes[key] = value
    }
}

extension ORCType {
    /// Builds the schema from the footer's list, which must be the tree in pre-order and nothing else.
    init(_ types: [FlatType], maximumNesting: Int) throws(ORCError) {
        var next = 0
        self = try ORCType(types, next: &next, depth: maximumNesting)
        guard next == types.count else {
            throw ORCError(.malformed, "schema: expected \(next) types below the root, found \(types.count)")
        }
    }

    private init(_ types: [FlatType], next: inout Int, depth: Int) throws(ORCError) {
        let id = next
        guard depth > 0 else {
            throw ORCError(.limit, "schema: nested deeper than allowed; raise ORCReaderOptions.maximumNesting to read it", at: .init(column: id))
        }
        guard id < types.count else { throw ORCError(.malformed, "schema: expected a type \(id), found only \(types.count)") }
        let flat = types[id]
        try flat.check(id: id)
        next += 1
        self.init(
            flat.kind, id: id, fieldNames: flat.fieldNames, precision: flat.decimalPrecision, scale: flat.decimalScale,
            maximumLength: flat.maximumLength, attributes: flat.attributes)
        children.reserveCapacity(flat.subtypes.count)
        for subtype in flat.subtypes {
            guard subtype == next else {
                throw ORCError(.malformed, "schema: expected type \(next) as the next child, found \(subtype)", at: .init(column: id))
            }
            children.append(try ORCType(types, next: &next, depth: depth - 1))
        }
    }
}

extension FlatType {
    /// Writers before Hive 0.13 give decimals neither precision nor scale; the reference reader then takes them as decimal(38, 10).
    fileprivate var decimalPrecision: Int { precision == 0 ? 38 : precision }
    fileprivate var decimalScale: Int { precision == 0 && scale == 0 ? 10 : scale }

    /// Checks what the vectors and readers of each kind rely on.
    fileprivate func check(id: Int) throws(ORCError) {
        let location = ORCError.Location(column: id)
        switch kind {
        case .list where subtypes.count != 1, .map where subtypes.count != 2:
            throw ORCError(.malformed, "schema: a \(kind) with \(subtypes.count) children", at: location)
        case .struct where subtypes.count != fieldNames.count:
            throw ORCError(.malformed, "schema: a struct of \(subtypes.count) fields with \(fieldNames.count) names", at: location)
        case .union where subtypes.isEmpty || subtypes.count > 256:
            throw ORCError(.malformed, "schema: a union of \(subtypes.count) variants, expected 1 … 256", at: location)
        case .decimal where decimalPrecision > 38 || decimalScale > decimalPrecision:
            throw ORCError(.malformed, "schema: decimal(\(precision), \(scale)), expected at most 38 digits", at: location)
        case .list, .map, .struct, .union: return
        default:
            if !subtypes.isEmpty { throw ORCError(.malformed, "schema: a \(kind) with \(subtypes.count) children", at: location) }
        }
    }
}
