import Accidents
import Gold
import Silver

/// Makes rows of `rejected_rows`; rows of a file are numbered from 1 there.
func rejectedRows(_ rows: [RejectedRow]) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .rejectedRows,
        [
            "id": .text(rows.map(\.id)),
            "file": .text(rows.map(\.file)),
            "row": .integers(rows.map { Int64($0.row) + 1 }),
            "reason": .text(rows.map(\.reason.rawValue)),
        ])
}
