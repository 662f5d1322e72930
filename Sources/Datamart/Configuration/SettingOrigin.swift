/// Where a setting's value came from.
public enum SettingOrigin: Sendable, Hashable {
    /// Nobody set it.
    case `default`
    /// A line of a file, when it is known.
    case file(path: String, line: Int?)
    /// An environment variable.
    case environment(name: String)
    /// A flag on the command line.
    case flag(name: String)
    /// It follows from another setting.
    case derived(from: String)
}

extension SettingOrigin: CustomStringConvertible {
    /// As it follows "set by": a place that a person can go to.
    public var description: String {
        switch self {
        case .default: "default"
        case .file(let path, let line): path + (line.map { ":\($0)" } ?? "")
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        case .derived(let key): "follows from \(key)"
        }
    }
}
