import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Stands between a client and a MySQL server, counts what the client sends, and does something when a certain packet comes: faults at
/// every point of a run, without a line for them in the program.
///
/// A packet is three bytes of length, a number, and the content. The number is 0 where a command begins.
public final class FaultProxy: Sendable {
    /// What has been sent so far, over all connections.
    public struct Traffic: Sendable, Hashable {
        /// Statements and other commands.
        public var commands = 0
        /// Packets of rows, sent in answer to the server's request for a file.
        public var rowPackets = 0
    }

    /// What becomes of a packet.
    public enum Verdict: Sendable {
        case forward
        /// The connection is cut before the packet gets through.
        case cut
        /// The connection is cut once the server has the packet: its answer is lost.
        case cutAfter
    }

    /// The port that clients connect to, at 127.0.0.1.
    public let port: Int
    private let listener: Int32
    private let target: TestServer.Address
    private let traffic = Mutex(Traffic())
    private let judge: @Sendable (Traffic, _ statement: String) -> Verdict

    /// A proxy before `target` that asks `judge` about each command and each packet of rows; the statement is that of the connection.
    public init(_ target: TestServer.Address, judge: @escaping @Sendable (Traffic, _ statement: String) -> Verdict) throws {
        self.target = target
        self.judge = judge
        (listener, port) = try LocalSocket.listen()
        let thread = Thread { [listener, weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                self.serve(client)
            }
        }
        thread.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// What has been sent until now.
    public var sent: Traffic { traffic.withLock { $0 } }

    private func serve(_ client: Int32) {
        guard let server = LocalSocket.connect(port: target.port) else {
            close(client)
            return
        }
        let upstream = Thread { [weak self] in
            var statement = ""
            while let packet = LocalSocket.packet(from: client), let verdict = self?.verdict(packet, &statement), verdict != .cut {
                guard LocalSocket.write(packet, to: server), verdict == .forward else { break }
            }
            shutdown(server, Int32(SHUT_RDWR))
            shutdown(client, Int32(SHUT_RDWR))
        }
        let downstream = Thread {
            while let bytes = LocalSocket.some(from: server), LocalSocket.write(bytes, to: client) {}
            shutdown(server, Int32(SHUT_RDWR))
            shutdown(client, Int32(SHUT_RDWR))
        }
        upstream.start()
        downstream.start()
    }

    /// Counts `packet`. `statement` is the last command of its connection.
    private func verdict(_ packet: [UInt8], _ statement: inout String) -> Verdict {
        let isCommand = packet[3] == 0
        if isCommand { statement = String(decoding: packet.dropFirst(5).prefix(400), as: UTF8.self) }
        let isRows = !isCommand && statement.hasPrefix("LOAD DATA")
        guard isCommand || isRows else { return .forward }
        let now = traffic.withLock { traffic in
            if isCommand { traffic.commands += 1 } else { traffic.rowPackets += 1 }
            return traffic
        }
        return judge(now, statement)
    }
}

/// Sockets of this machine.
enum LocalSocket {
    /// A socket that listens on a free port.
    static func listen() throws -> (socket: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = self.address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else { throw Command.Failure(description: "no free port: \(String(cString: strerror(errno)))") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    static func connect(port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = self.address(port: port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return status == 0 ? descriptor : nil
    }

    /// The next packet of the MySQL protocol, its head included. Nil at the end.
    static func packet(from descriptor: Int32) -> [UInt8]? {
        guard let head = exactly(4, from: descriptor) else { return nil }
        let length = Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16
        guard length > 0 else { return head }
        return exactly(length, from: descriptor).map { head + $0 }
    }

    /// What there is to read. Nil at the end.
    static func some(from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes[..<count]) : nil
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static func exactly(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress.map { $0 + filled }, count - filled, 0) }
            guard more > 0 else { return nil }
            filled += more
        }
        return bytes
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        return address
    }
}
