import Foundation

/// The cases of `Expected/NAME.json`, made by `Tests/Reference/golden_statistics.py`.
func expected<Case: Decodable>(_ name: String, as type: Case.Type) throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Expected")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: folder.appendingPathComponent("\(name).json")))
}

/// Whether two figures agree within `tolerance` relative to the second, are both null, or both too small for a Double to keep their digits.
func agree(_ value: Double?, _ expected: Double?, within tolerance: Double = 1e-10) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return value == expected || abs(value - expected) <= max(tolerance * abs(expected), 1e-307)
}

/// Whether two figures agree within `tolerance` in absolute terms: for published values, which are rounded.
func near(_ value: Double?, _ published: Double, _ tolerance: Double) -> Bool {
    guard let value else { return false }
    return abs(value - published) <= tolerance
}
