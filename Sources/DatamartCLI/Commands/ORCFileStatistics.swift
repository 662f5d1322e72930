import ORC

/// What the footers of an ORC file say: the answer of `datamart orc stats`.
struct ORCFileStatistics: Encodable {
    struct Stripe: Encodable {
        let number: Int
        let offset: Int
        let rows: Int
        let indexBytes: Int
        let dataBytes: Int
        let footerBytes: Int
        let timeZone: String?
    }

    struct Column: Encodable {
        let number: Int
        let name: String
        let type: String
        /// In the order of stripes, each once.
        let encodings: [String]
        /// The largest dictionary of a stripe; nil when there is none.
        let dictionaryEntries: Int?
        /// Bytes of the column's own streams in all stripes.
        let bytes: Int
        let statistics: ORCColumnFigures?
    }

    let file: String
    let bytes: Int
    let rows: Int
    let version: String
    let writer: String
    let compression: String
    /// Nil when nothing is compressed.
    let compressionBlockBytes: Int?
    /// Nil when there are no row groups.
    let rowsPerRowGroup: Int?
    let stripes: [Stripe]
    let columns: [Column]

    init(_ file: ORCFile) throws {
        self.file = file.name
        bytes = file.size
        rows = file.rowCount
        version = file.postScript.version.map(String.init).joined(separator: ".")
        writer = file.footer.writerName
        compression = "\(file.compression)"
        compressionBlockBytes = file.compression == .none ? nil : file.postScript.compressionBlockSize
        rowsPerRowGroup = file.footer.rowIndexStride > 0 ? file.footer.rowIndexStride : nil
        let footers = try file.stripes.indices.map { try file.stripeFooter($0) }
        stripes = zip(file.stripes, footers).enumerated().map { number, stripe in Stripe(number, stripe.0, stripe.1) }
        columns = Self.columns(file.schema, footers, try file.statistics())
    }

    private static func columns(_ schema: ORCType, _ footers: [StripeFooter], _ statistics: [ColumnStatistics]) -> [Column] {
        var bytes: [Int: Int] = [:]
        for stream in footers.flatMap(\.streams) { bytes[stream.column, default: 0] += stream.length }
        return schema.columns.map { column in
            let id = column.type.id
            let encodings = footers.compactMap { id < $0.encodings.count ? $0.encodings[id] : nil }
            return Column(
                number: id, name: column.path, type: column.type.description,
                encodings: encodings.map(\.kind.name).reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } },
                dictionaryEntries: encodings.filter(\.usesDictionary).map(\.dictionarySize).max(), bytes: bytes[id] ?? 0,
                statistics: id < statistics.count ? ORCColumnFigures(statistics[id]) : nil)
        }
    }
}

extension ORCFileStatistics.Stripe {
    init(_ number: Int, _ stripe: StripeInformation, _ footer: StripeFooter) {
        self.init(
            number: number, offset: stripe.offset, rows: stripe.rowCount, indexBytes: stripe.indexLength, dataBytes: stripe.dataLength,
            footerBytes: stripe.footerLength, timeZone: footer.timeZone)
    }
}

extension ColumnEncoding.Kind {
    /// The name in the specification.
    fileprivate var name: String {
        switch self {
        case .direct: "DIRECT"
        case .dictionary: "DICTIONARY"
        case .directV2: "DIRECT_V2"
        case .dictionaryV2: "DICTIONARY_V2"
        }
    }
}

extension Footer {
    /// Who wrote the file: `Java 1.9.2`.
    fileprivate var writerName: String {
        let known = ["Java", "C++", "Presto", "Go", "Trino", "cuDF"]
        let name = known.indices.contains(writer) ? [known[writer]] : []
        let parts = name + (softwareVersion.isEmpty ? [] : [softwareVersion])
        return parts.isEmpty ? "unknown (\(writer))" : parts.joined(separator: " ")
    }
}
