/// A row that was not accepted.
public struct RejectedRow: Sendable, Hashable, Codable {
    /// The row's identifier, when it has one.
    public var id: String?
    /// The file that holds the row.
    public var file: String
    /// Row of the file, from 0.
    public var row: Int
    /// The first rule that the row breaks.
    public var reason: RejectionReason

    /// A row that breaks `reason`.
    public init(id: String?, file: String, row: Int, reason: RejectionReason) {
        self.id = id
        self.file = file
        self.row = row
        self.reason = reason
    }
}
