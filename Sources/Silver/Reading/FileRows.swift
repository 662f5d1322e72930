import Accidents
import ORC

/// A batch of rows as the file holds them, and where to find columns in it.
struct FileRows {
    var rows: StructVector
    var projection: FileProjection

    /// Number of rows.
    var count: Int { rows.count }

    /// Whether the file has `column`.
    func has(_ column: AccidentColumn) -> Bool { projection.columns.contains(column) }

    /// The vector of `column`; nil when the file lacks it.
    func vector<Vector: ColumnVector>(_ column: AccidentColumn) -> Vector? { projection.vector(column, in: rows) }
}
