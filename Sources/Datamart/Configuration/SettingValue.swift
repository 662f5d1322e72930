import Foundation
import GoldMySQL
import Logging

/// A type that a setting's value can have: how it is read from text and shown again.
protocol SettingValue: Sendable {
    /// What is allowed, as it reads in "allowed is …": "a whole number", "true or false".
    static var kind: String { get }
    /// Nil when `settingText` is not a value of the type.
    init?(settingText: String)
    /// The value as it would be written in a file.
    var settingText: String { get }
}

extension String: SettingValue {
    static var kind: String { "a text" }
    init?(settingText: String) { self = settingText }
    var settingText: String { self }
}

extension Int: SettingValue {
    static var kind: String { "a whole number" }
    init?(settingText: String) { self.init(settingText) }
    var settingText: String { description }
}

extension Double: SettingValue {
    static var kind: String { "a number" }
    init?(settingText: String) {
        guard let value = Double(settingText), value.isFinite else { return nil }
        self = value
    }
    var settingText: String { self == rounded() && magnitude < 1e15 ? String(Int(self)) : description }
}

extension Bool: SettingValue {
    static var kind: String { "true or false" }
    init?(settingText: String) {
        switch settingText.lowercased() {
        case "true", "yes", "on", "1": self = true
        case "false", "no", "off", "0": self = false
        default: return nil
        }
    }
    var settingText: String { description }
}

extension Duration: SettingValue {
    static var kind: String { "seconds, or a number with ms, s or min" }

    init?(settingText: String) {
        let number = settingText.prefix { $0.isNumber || $0 == "." }
        let unit = settingText.dropFirst(number.count).trimmingCharacters(in: .whitespaces)
        guard let scale = ["": 1, "s": 1, "ms": 0.001, "min": 60][unit], let value = Double(number), value < 1e9 else { return nil }
        self = .seconds(value * scale)
    }

    var settingText: String { "\((self / .seconds(1)).settingText) s" }
}

extension SettingValue where Self: RawRepresentable<String> & CaseIterable {
    static var kind: String {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
    init?(settingText: String) { self.init(rawValue: settingText.lowercased()) }
    var settingText: String { rawValue }
}

extension [String]: SettingValue {
    static var kind: String { "names separated by commas" }

    init?(settingText: String) {
        self = settingText.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        if contains("") { return nil }
    }

    var settingText: String { joined(separator: ",") }
}

extension Logger.Level: SettingValue {}
extension DatamartConfiguration.Optimization.IndexCreation: SettingValue {}
extension MySQLServer.TLSMode: SettingValue {}
