/// A version that was published, and the run that did it: the row of `datamart_version`.
public struct PublishedVersion: Sendable, Hashable {
    /// 1, then one more with each publication.
    public var number: Int64
    /// The run that published it.
    public var runID: String
    /// Seconds since 1970-01-01 00:00:00 UTC.
    public var publishedAt: Int64

    /// A row of ``NamedQuery/version``.
    ///
    /// - Throws: ``GoldError/Code/damaged`` for a value that does not belong there.
    public init(_ row: GoldRow) throws(GoldError) {
        number = try row.required("version")
        runID = try row.required("run_id")
        publishedAt = try row.required("published_at")
    }
}
