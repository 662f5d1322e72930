public import Accidents
public import ORC

/// `ORC` knows nothing of accidents, and is usable without them; here its errors meet the others.
extension ORCError: DescribedError {
    /// The file.
    public var fault: Fault { .input }
}
