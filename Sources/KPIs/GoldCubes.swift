public import Cubes

/// The cubes of a run, found by their spec.
public struct GoldCubes: Sendable {
    private let cubes: [String: Cube]

    /// Cubes of distinct names.
    public init(_ cubes: [Cube]) {
        self.cubes = Dictionary(cubes.map { ($0.spec.name, $0) }) { first, _ in first }
    }

    /// The cube of `spec`.
    ///
    /// - Throws: ``KPIError`` with code `cube` when it was not filled.
    public subscript(spec: CubeSpec) -> Cube {
        get throws {
            guard let cube = cubes[spec.name] else {
                throw KPIError(.cube, "expected a cube, found \(cubes.keys.sorted().joined(separator: ", "))", at: "cube '\(spec.name)'")
            }
            return cube
        }
    }
}
