import Foundation

/// `1234567` as `1,234,567`.
func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
        digits.dropLast(digits.count - end).suffix(3)
    }
    return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
}

/// `0.97345` as `97.3 %`.
func percent(_ share: Double) -> String { decimal(share * 100, digits: 1) + " %" }

/// A number with so many digits behind the point, whatever the locale.
func decimal(_ number: Double, digits: Int) -> String { String(format: "%.\(digits)f", number) }

/// Seconds as `0.42 s`, `42 s`, `3:20` or `1:03:20`.
func duration(_ seconds: Double) -> String {
    if seconds < 10 { return decimal(seconds, digits: 2) + " s" }
    let whole = Int(min(seconds, 1e9).rounded())
    if whole < 60 { return "\(whole) s" }
    let twoDigits = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return whole < 3600 ? "\(whole / 60):\(twoDigits(whole % 60))" : "\(whole / 3600):\(twoDigits(whole / 60 % 60)):\(twoDigits(whole % 60))"
}

/// A size as `812 B`, `3.4 kB`, `56 MB` or `1.2 GB`; 1 kB is 1,000 B.
func size(_ bytes: Int) -> String {
    var number = Double(bytes)
    for unit in ["B", "kB", "MB"] {
        if number < 999.5 { return decimal(number, digits: unit == "B" || number >= 10 ? 0 : 1) + " " + unit }
        number /= 1000
    }
    return decimal(number, digits: number >= 10 ? 0 : 1) + " GB"
}
