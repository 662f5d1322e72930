import ORC

/// Does with a file everything that a reader can do with it.
enum Exercise {
    /// The most memory that a reader may take for a damaged file, in bytes.
    static let memoryLimit = 32 << 20
    /// Rows after which a file is given up: a few bytes can stand for a great many.
    private static let maximumRows = 200_000

    /// What became of a file.
    struct Outcome {
        /// The first error, nil when everything could be read.
        var error: ORCError?
        /// A sum over all values, so that none is left unread.
        var checksum = 0
    }

    /// Reads `bytes` in several ways.
    static func run(_ bytes: [UInt8]) -> Outcome {
        var outcome = Outcome()
        var options = ORCReaderOptions()
        options.memoryLimit = memoryLimit
        options.maximumNesting = 20
        do {
            let file = try ORCFile(source: ORCMemorySource(bytes), name: "variant", options: options)
            attempt(&outcome) { (_) throws(ORCError) in _ = try file.statistics() }
            attempt(&outcome) { (_) throws(ORCError) in _ = try file.stripeStatistics() }
            attempt(&outcome) { (checksum) throws(ORCError) in try read(file, where: nil, &checksum) }
            attempt(&outcome) { (checksum) throws(ORCError) in
                if let predicate = predicate(file.schema) { try read(file, where: predicate, &checksum) }
            }
        } catch {
            outcome.error = error
        }
        return outcome
    }

    private static func attempt(_ outcome: inout Outcome, _ body: (inout Int) throws(ORCError) -> Void) {
        do {
            try body(&outcome.checksum)
        } catch {
            outcome.error = outcome.error ?? error
        }
    }

    private static func read(_ file: ORCFile, where predicate: ORCPredicate?, _ checksum: inout Int) throws(ORCError) {
        let names = zip(file.schema.fieldNames, file.schema.children).filter { $1.kind == .string }.map(\.0)
        let reader = try file.reader(where: predicate, interning: predicate == nil ? [] : Set(names), batchSize: 512)
        var writer = JSONRowWriter(reader.schema)
        var rows = 0
        while rows < maximumRows, let batch = try reader.next() {
            if rows == 0, batch.count > 0 { writer.write(batch.count - 1, of: batch) }
            rows += max(batch.count, 1)
            for child in batch.children { checksum &+= touch(child) }
        }
    }

    /// Looks at every value, so that a code or an offset out of bounds shows.
    private static func touch(_ vector: ColumnVector) -> Int {
        switch vector {
        case let vector as StringVector: return (0..<vector.count).reduce(0) { $0 &+ vector.value($1).reduce(0) { $0 &+ Int($1) } }
        case let vector as ListVector: return check(vector.offsets, vector.count, holding: [vector.elements])
        case let vector as MapVector: return check(vector.offsets, vector.count, holding: [vector.keys, vector.values])
        case let vector as StructVector: return vector.children.reduce(0) { $0 &+ touch($1) }
        case let vector as UnionVector:
            for row in 0..<vector.count where vector.isPresent(row) {
                precondition(vector.offsets[row] < vector.children[Int(vector.tags[row])].count, "a union offset lies behind its values")
            }
            return vector.children.reduce(0) { $0 &+ touch($1) }
        default: return (0..<vector.count).reduce(0) { $0 &+ (vector.isPresent($1) ? 1 : 0) }
        }
    }

    private static func check(_ offsets: borrowing Buffer<Int64>, _ count: Int, holding children: [ColumnVector]) -> Int {
        for row in 0..<count { precondition(offsets[row] <= offsets[row + 1], "an offset is less than the one before") }
        for child in children { precondition(count == 0 || offsets[count] == Int64(child.count), "the last offset is not the number of elements") }
        return children.reduce(0) { $0 &+ touch($1) }
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
