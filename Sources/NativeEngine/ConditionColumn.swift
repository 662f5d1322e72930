import Accidents
import Cubes
import ORC
import Silver

/// Whether each row of a batch meets a condition.
final class ConditionColumn {
    let condition: Condition
    /// One entry per row, 1 where the condition is met. Valid until the next batch.
    private(set) var met = Buffer<UInt8>()
    private let dimension: DimensionColumn?

    /// - Parameter dimension: the dimension that must be known.
    init(_ condition: Condition, dimension: DimensionColumn?) {
        self.condition = condition
        self.dimension = dimension
    }

    func fill(_ batch: AccidentBatch) {
        met.reserve(batch.count)
        let out = met.pointer
        switch condition {
        case .flag(let flag):
            let (flags, bit) = (batch.flags.pointer, Int32(flag.bit))
            for row in 0..<batch.count { out[row] = flags[row] & bit == 0 ? 0 : 1 }
        case .severity(let range):
            let (severity, low, high) = (batch.severity.pointer, range.lowerBound, range.upperBound)
            for row in 0..<batch.count { out[row] = Int(severity[row]) >= low && Int(severity[row]) <= high ? 1 : 0 }
        case .known:
            guard let dimension else { return }
            let isConstant = dimension.domain.count == 1
            for row in 0..<batch.count { out[row] = (isConstant ? dimension.domain.lowerBound : dimension.keys[row]) == Cube.nullKey ? 0 : 1 }
        }
    }
}
