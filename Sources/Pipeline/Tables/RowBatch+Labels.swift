import Gold

extension RowBatch.Column {
    /// A column of few distinct texts; nil is null.
    static func labels(_ values: [String?]) -> Self {
        var dictionary: [String] = []
        var codes: [String: Int32] = [:]
        let coded = values.map { value -> Int32 in
            guard let value else { return -1 }
            if let code = codes[value] { return code }
            codes[value] = Int32(dictionary.count)
            dictionary.append(value)
            return Int32(dictionary.count - 1)
        }
        return Self(.dictionary(codes: coded, dictionary: dictionary), present: coded.contains(-1) ? coded.map { $0 < 0 ? 0 : 1 } : nil)
    }
}
