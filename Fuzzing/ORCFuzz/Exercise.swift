import ORC

/// Does with a file everything that a reader can do with it.
enum Exercise {
    /// The most memory that a reader may take for a damaged file, in bytes.
    static let memoryLimit = 32 << 20
    /// Rows after which a file is given up: a few bytes can stand for a great many.
    private static let maximumRows = 200_000

    /// Reads `bytes` in several ways.
    ///
    /// - Returns: the first error, nil when everything could be read.
    static func run(_ bytes: [UInt8]) -> ORCError? {
        var options = ORCReaderOptions()
        options.memoryLimit = memoryLimit
        options.maximumNesting = 20
        do {
            let file = try ORCFile(source: ORCMemorySource(bytes), name: "variant", options: options)
            let statistics = attempt { () throws(ORCError) in _ = try file.statistics() }
            let stripes = attempt { () throws(ORCError) in _ = try file.stripeStatistics() }
            let rows = attempt { () throws(ORCError) in try read(file, where: nil) }
            let some = attempt { () throws(ORCError) in
                if let predicate = predicate(file.schema) { try read(file, where: predicate) }
            }
            return statistics ?? stripes ?? rows ?? some
        } catch {
            return error
        }
    }

    private static func attempt(_ body: () throws(ORCError) -> Void) -> ORCError? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    private static func read(_ file: ORCFile, where predicate: ORCPredicate?) throws(ORCError) {
        let reader = try file.reader(where: predicate, batchSize: 512)
        var writer = JSONRowWriter(reader.schema)
        var rows = 0
        while rows < maximumRows, let batch = try reader.next() {
            rows += max(batch.count, 1)
            // Every value of the first rows is looked at, so that a code or offset out of bounds shows.
            for row in 0..<min(batch.count, 40) where writer.output.count < 1 << 20 { writer.write(row, of: batch) }
            writer.output.removeAll(keepingCapacity: true)
        }
    }

    /// Conditions on the first columns that have a comparable type, so that indexes and Bloom filters are read too.
    private static func predicate(_ schema: ORCType) -> ORCPredicate? {
        var parts: [ORCPredicate] = []
        for (name, type) in zip(schema.fieldNames, schema.children) {
            switch type.kind {
            case .int, .long: parts.append(.compare(name, .equal, .integer(50)))
            case .double: parts.append(.compare(name, .less, .double(0.5)))
            case .string: parts.append(.compare(name, .equal, .string("value 5")))
            case .decimal: parts.append(.compare(name, .greater, .decimal(unscaled: 100, scale: 1)))
            case .timestamp: parts.append(.compare(name, .greater, .timestamp(seconds: 0, nanoseconds: 5)))
            case .date: parts.append(.compare(name, .lessOrEqual, .date(3)))
            default: continue
            }
        }
        return parts.isEmpty ? nil : .or(parts)
    }
}
