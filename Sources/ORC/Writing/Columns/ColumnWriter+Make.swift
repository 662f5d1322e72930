extension ColumnWriter {
    /// Makes the writers of a schema and appends them to `all` by column id, parents first. `zone` is that of timestamps.
    static func make(
        _ type: ORCType, path: String, zone: ZoneRules, options: ORCWriterOptions, all: inout [ColumnWriter]
    ) -> ColumnWriter {
        // The place of the parent, which needs its children to be made.
        let place = all.count
        var below: [ColumnWriter] = []
        let children = zip(type.children, childNames(type)).map { child, name in
            make(child, path: path.isEmpty ? name : path + "." + name, zone: zone, options: options, all: &below)
        }
        let writer = make(type, path: path, children: children, zone: zone, options: options)
        all.insert(writer, at: place)
        all.append(contentsOf: below)
        return writer
    }

    private static func make(
        _ type: ORCType, path: String, children: [ColumnWriter], zone: ZoneRules, options: ORCWriterOptions
    ) -> ColumnWriter {
        switch type.kind {
        case .boolean: BooleanColumnWriter(type, path: path, options: options)
        case .byte: ByteColumnWriter(type, path: path, options: options)
        case .short, .int, .long, .date: IntegerColumnWriter(type, path: path, options: options)
        case .float, .double: DoubleColumnWriter(type, path: path, options: options)
        case .decimal: DecimalColumnWriter(type, path: path, options: options)
        case .timestamp, .timestampInstant: TimestampColumnWriter(type, path: path, zone: zone, options: options)
        case .string, .varchar, .char: StringColumnWriter(type, path: path, options: options)
        case .binary: BinaryColumnWriter(type, path: path, options: options)
        case .struct: StructColumnWriter(type, path: path, fields: children, options: options)
        case .list, .map: ListColumnWriter(type, path: path, children: children, options: options)
        case .union: UnionColumnWriter(type, path: path, variants: children, options: options)
        }
    }

    private static func childNames(_ type: ORCType) -> [String] {
        switch type.kind {
        case .list: ["element"]
        case .map: ["key", "value"]
        case .union: type.children.indices.map(String.init)
        default: type.fieldNames
        }
    }
}
