public import Gold

/// Why a run stopped itself.
public struct PipelineError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case gate }
        let known: Known
        public var description: String { known.rawValue }
        /// A quality gate did not pass. Nothing was published.
        public static let gate = Code(known: .gate)
    }

    public var code: Code
    /// Every gate that did not pass, and by how much.
    public var message: String
    public var findings: [QualityFinding]
}

extension PipelineError: CustomStringConvertible {
    public var description: String { message }
}
