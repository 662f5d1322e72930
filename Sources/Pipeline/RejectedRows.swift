import Accidents
import Gold
import Silver

/// Makes rows of `rejected_rows`; rows of a file are numbered from 1 there.
func rejectedRows(_ rows: [RejectedRow]) -> RowBatch {
    RowBatch([
        .text(rows.map(\.id)),
        .text(rows.map(\.file)),
        .integers(rows.map { Int64($0.row) + 1 }),
        .text(rows.map(\.reason.rawValue)),
    ])
}
