extension CubeSpec {
    /// Every cube that can be asked for by name.
    public static let all = gold + peers

    /// The cubes of some names, in the order of ``all``: `grid` names one, `peers` all whose names begin with `peers.`, `gold` those of Gold.
    ///
    /// - Throws: ``CubeError/Code/usage`` for a name that no cube has, with those there are.
    public static func named(_ names: [String]) throws -> [CubeSpec] {
        var chosen: Set<CubeSpec> = []
        for name in names {
            let found = name == "gold" ? gold : all.filter { $0.name == name || $0.name.hasPrefix(name + ".") }
            guard !found.isEmpty else {
                throw CubeError(.usage, "expected gold, peers, \(all.map(\.name).joined(separator: ", ")); found \"\(name)\"", at: "cube names")
            }
            chosen.formUnion(found)
        }
        return all.filter(chosen.contains)
    }
}
