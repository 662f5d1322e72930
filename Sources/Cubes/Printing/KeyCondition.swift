/// Chooses the cells of a cube in which a dimension has a value.
public struct KeyCondition: Sendable, Hashable {
    /// ``Dimension/name``.
    public var dimension: String
    /// The key as ``Cube/keyText(_:_:)`` gives it; empty for null.
    public var value: String

    /// Reads `state=CA`; what follows the first `=` is the value.
    ///
    /// - Throws: ``CubeError/Code/usage`` for a text without `=`.
    public init(_ text: String) throws {
        guard let equals = text.firstIndex(of: "=") else {
            throw CubeError(.usage, "expected DIMENSION=VALUE, such as state=CA; found \"\(text)\"", at: "conditions")
        }
        dimension = String(text[..<equals])
        value = String(text[text.index(after: equals)...])
    }
}
