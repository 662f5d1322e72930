/// Which rows of a stripe are to be read, after its statistics and Bloom filters have been held against a predicate.
struct StripePlan {
    /// Rows of the stripe, in order; each range but the first of a whole stripe starts at a row group.
    var ranges: [Range<Int>]
    /// Where row groups start, when rows in between are left out.
    var indexes: [Int: RowIndex] = [:]
    let stride: Int

    /// Reads every row.
    init(all rows: Int) {
        ranges = rows > 0 ? [0..<rows] : []
        stride = max(rows, 1)
    }

    /// Decides by the row groups' statistics and Bloom filters.
    init(_ predicate: BoundPredicate, _ file: ORCFile, stripe: Int, footer: StripeFooter, isIncluded: [Bool], _ workspace: Workspace) throws(ORCError)
    {
        let rows = file.stripes[stripe].rowCount
        let stride = file.footer.rowIndexStride
        self.init(all: rows)
        guard stride > 0, rows > stride else { return }
        let index = try StripeIndex(file, stripe: stripe, footer: footer, isIncluded: isIncluded, filtered: Set(predicate.columns), workspace)
        let groups = (rows - 1) / stride + 1
        guard index.isComplete(isIncluded, groups: groups) else { return }
        let selected = (0..<groups).filter { predicate.evaluate(index.knowledge(of: $0, file)).isTrue }
        guard selected.count < groups else { return }
        self = StripePlan(selected, rows: rows, stride: stride, indexes: index.rows)
    }

    private init(_ groups: [Int], rows: Int, stride: Int, indexes: [Int: RowIndex]) {
        self.indexes = indexes
        self.stride = stride
        ranges = []
        for group in groups {
            let start = group * stride
            let range = start..<start + min(stride, rows - start)
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
    }
}

/// The row indexes and Bloom filters of one stripe.
struct StripeIndex {
    private(set) var rows: [Int: RowIndex] = [:]
    private var filters: [Int: [BloomFilter]] = [:]

    /// - Parameters:
    ///   - isIncluded: by column id, whether the row index is wanted.
    ///   - filtered: the columns whose Bloom filters are wanted.
    init(
        _ file: ORCFile, stripe: Int, footer: StripeFooter, isIncluded: [Bool], filtered: Set<Int>, _ workspace: Workspace
    ) throws(ORCError) {
        let streams = try StripeStreams(file, stripe: stripe, footer: footer, isIncluded: isIncluded, workspace: workspace) { $0.isIndex }
        for column in isIncluded.indices where isIncluded[column] {
            if let bytes = try streams.find(.rowIndex, of: column)?.readAll(limit: file.options.metadataLimit) {
                rows[column] = try RowIndex(ProtobufReader(bytes, context: "row index"))
            }
            guard filtered.contains(column), let stream = Self.filterStream(column, streams, file) else { continue }
            filters[column] = try BloomFilter.all(ProtobufReader(try stream.readAll(limit: file.options.metadataLimit), context: "Bloom filter"))
        }
    }

    /// The Bloom filter whose hashes are known. The older kind hashed strings in the writer's own character set; the C++ writer
    /// got strings wrong up to 1.6.11 and in 1.7.0.
    private static func filterStream(_ column: Int, _ streams: StripeStreams, _ file: ORCFile) -> ByteStream? {
        let isText = [.string, .char, .varchar].contains(file.schema.type(column)?.kind)
        let version = file.footer.softwareVersion
        if isText, file.footer.writer == 1, version.hasPrefix("1.6.") || version == "1.7.0" { return nil }
        return streams.find(.bloomFilterUTF8, of: column) ?? (isText ? nil : streams.find(.bloomFilter, of: column))
    }

    /// Whether every column can be moved to every group.
    func isComplete(_ isIncluded: [Bool], groups: Int) -> Bool {
        isIncluded.indices.allSatisfy { !isIncluded[$0] || rows[$0]?.entries.count == groups }
    }

    func knowledge(of group: Int, _ file: ORCFile) -> GroupKnowledge {
        GroupKnowledge(
            statistics: { column in rows[column].flatMap { file.trusted($0.entries[group].statistics) } },
            bloomFilter: { column in filters[column].flatMap { $0.indices.contains(group) ? $0[group] : nil } })
    }
}

extension ORCFile {
    /// Statistics as far as the writer is known to get them right: string bounds are wrong before HIVE-8732, and without row indexes
    /// old writers count no values at all.
    func trusted(_ statistics: ColumnStatistics) -> ColumnStatistics? {
        if footer.rowIndexStride == 0, statistics.valueCount == 0 { return nil }
        if writerVersion < 1, case .string = statistics.values { return nil }
        return statistics
    }
}

extension ORCType {
    /// The type with an id, anywhere in the tree.
    func type(_ id: Int) -> ORCType? {
        if id == self.id { return self }
        return children.last { $0.id <= id }?.type(id)
    }
}
