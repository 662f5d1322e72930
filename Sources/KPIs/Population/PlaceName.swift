import Foundation

/// Names of places as they are compared: different spellings of one name become one text.
enum PlaceName {
    private static let abbreviations: [Substring: Substring] = [
        "st": "saint", "st.": "saint", "mt": "mount", "mt.": "mount", "ft": "fort", "ft.": "fort",
    ]

    /// Trimmed, in lower case, without accents, `St.`, `Mt.` and `Ft.` written out, one space between words.
    ///
    ///     PlaceName.normalized(" St. Louis") == PlaceName.normalized("SAINT LOUIS")   // "saint louis"
    ///     PlaceName.normalized("Cañon City")                                          // "canon city"
    static func normalized(_ name: String) -> String {
        let folded = name.utf8.allSatisfy { $0 < 0x80 } ? name.lowercased() : withoutAccents(name.lowercased())
        return folded.split(whereSeparator: \.isWhitespace).map { abbreviations[$0] ?? $0 }.joined(separator: " ")
    }

    private static func withoutAccents(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        result.append(
            contentsOf: name.decomposedStringWithCanonicalMapping.unicodeScalars.lazy.filter {
                $0.properties.canonicalCombiningClass == .notReordered
            })
        return String(result)
    }
}
