import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program with pipes to its standard input and from its standard output and error. It gets none of this process's other files.
///
/// Foundation's `Process` lets a child that is started at the same time as another have the other's pipes, and the socket by which it
/// learns of the other's end: a child that lives on then keeps everybody waiting.
public final class ChildProcess: Sendable {
    /// The number of the process.
    public let identifier: Int32
    private let input: Int32
    private let output: Int32

    /// Starts `arguments`, the first of which is found on the path. The output is dropped when `isQuiet`.
    ///
    /// - Parameters:
    ///   - folder: where it works; nil for where this process does.
    ///   - environment: its variables; nil for those of this process.
    ///   - errors: the file that gets what it complains of; nil to have that in the output.
    public init(
        _ arguments: [String], isQuiet: Bool = false, in folder: String? = nil, environment: [String: String]? = nil, errors: String? = nil
    ) throws {
        var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw Self.failure("pipe") }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 2)
        if let errors { posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
        if isQuiet { for number in [Int32(1), 2] { posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0) } }
        for number in Int32(3)..<1_024 { posix_spawn_file_actions_addclose(&actions, number) }
        // Threads of the dispatch library have most signals blocked; a shell could not wait for its own children.
        var (attributes, none) = (posix_spawnattr_t(), sigset_t())
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments = folder.map { ["env", "--chdir", $0] + arguments } ?? arguments
        var strings = arguments.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var variables = environment?.map { strdup("\($0.key)=\($0.value)") } ?? []
        variables.append(nil)
        defer { for variable in variables { free(variable) } }
        var number = pid_t()
        let status = variables.withUnsafeMutableBufferPointer { variables in
            posix_spawnp(&number, arguments[0], &actions, &attributes, &strings, environment == nil ? environ : variables.baseAddress)
        }
        close(toChild[0])
        close(fromChild[1])
        guard status == 0 else { throw Command.Failure(description: "\(arguments[0]): \(String(cString: strerror(status)))") }
        (identifier, input, output) = (number, toChild[1], fromChild[0])
    }

    deinit { close(output) }

    /// Writes `text` to the program's input.
    public func write(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
            if count <= 0 && errno != EINTR { return }
            sent += max(0, count)
        }
    }

    /// What the program prints next, waiting for it. Nil at the end.
    public func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(output, &buffer, buffer.count)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    /// Closes the program's input.
    public func endInput() { close(input) }

    /// Waits for the program's end and gives its exit code, or 128 and the signal that ended it. To be called once.
    @discardableResult
    public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    private static func failure(_ call: String) -> Command.Failure {
        Command.Failure(description: "\(call): \(String(cString: strerror(errno)))")
    }
}
