import Accidents

// Keys as people read and write them.

extension Cube {
    /// A key of the dimension at `index`: a text as Silver has it, `2021-03` for a month, `2021-03-04` for a date, `20..32` for a bin (from 20 on,
    /// below 32), `Crossing+Stop` for a set of flags (`Stop?` where that flag is unknown, `none` without any), else the number. Nil for null.
    public func keyText(_ index: Int, _ key: Int32) -> String? {
        guard key != Self.nullKey else { return nil }
        let dimension = spec.dimensions[index]
        return dimension.isText ? dictionaries[index][Int(key)] : dimension.text(ofNumber: key)
    }

    /// The cells whose keys meet all `conditions`, ascending; all cells without any.
    ///
    /// - Throws: ``CubeError/Code/usage`` for a dimension that the cube lacks, or a value that no cell has, with those there are.
    public func cells(where conditions: [KeyCondition]) throws -> [Int] {
        var cells = Array(0..<cellCount)
        for condition in conditions {
            let index = try spec.index(ofDimension: condition.dimension)
            let key = try self.key(condition, index)
            cells.removeAll { keys[index][$0] != key }
        }
        return cells
    }

    private func key(_ condition: KeyCondition, _ index: Int) throws -> Int32 {
        let used = Set(keys[index]).sorted()
        if let key = used.first(where: { condition.value.utf8.elementsEqual((keyText(index, $0) ?? "").utf8) }) { return key }
        throw CubeError.unknownValue(condition, used.map { keyText(index, $0) ?? "" }, cube: spec.name)
    }
}

extension CubeSpec {
    /// Where the dimension called `name` is in ``dimensions``.
    ///
    /// - Throws: ``CubeError/Code/usage`` when there is none of that name, with those there are.
    public func index(ofDimension name: String) throws -> Int {
        if let index = dimensions.firstIndex(where: { $0.name == name }) { return index }
        let names = dimensions.map(\.name).joined(separator: ", ")
        throw CubeError(.usage, "expected one of the dimensions \(names); found \"\(name)\"", at: "cube '\(self.name)'")
    }
}

extension CubeError {
    private static let mostValues = 60

    static func unknownValue(_ condition: KeyCondition, _ values: [String], cube: String) -> CubeError {
        let rest = values.count > mostValues ? " and \(values.count - mostValues) more" : ""
        let known = values.prefix(mostValues).map { $0.isEmpty ? "nothing (null)" : $0 }.joined(separator: ", ") + rest
        return CubeError(.usage, "no cell has the \(condition.dimension) \"\(condition.value)\"; there are \(known)", at: "cube '\(cube)'")
    }
}

extension Dimension {
    /// Whether keys are numbers that mean what they say, rather than the number of something.
    public var isPlainNumber: Bool {
        switch self {
        case .month, .date, .bin, .flags: false
        default: !isText
        }
    }

    fileprivate func text(ofNumber key: Int32) -> String {
        switch self {
        case .month: String(CivilDate(year: Int(key) / 12, month: Int(key) % 12 + 1, day: 1).description.dropLast(3))
        case .date: CivilDate(days: Int(key)).description
        case .bin(let quantity): BinEdges.text(of: quantity, bin: Int(key))
        case .flags: Self.text(ofFlags: key)
        default: "\(key)"
        }
    }

    private static func text(ofFlags set: Int32) -> String {
        let flags = InfrastructureFlag.allCases
        let there = flags.filter { set & Int32($0.bit) != 0 }.map(\.name)
        let unknown = flags.filter { set >> InfrastructureFlag.unknownShift & Int32($0.bit) != 0 }.map { $0.name + "?" }
        let names = there + unknown
        return names.isEmpty ? "none" : names.joined(separator: "+")
    }
}

extension BinEdges {
    /// `<0`, `0..10` (from 0 on, below 10) or `>=100`.
    static func text(of quantity: Quantity, bin: Int) -> String {
        let edges = edges(of: quantity).map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
        if bin == 0 { return "<" + (edges.first ?? "") }
        return bin < edges.count ? edges[bin - 1] + ".." + edges[bin] : ">=" + (edges.last ?? "")
    }
}
