import Dispatch
import Foundation
import Synchronization

/// The process was told to stop by a signal.
struct Interruption: Error, Equatable {
    var signal: Int32

    /// The shell's convention: 128 + signal (130 for an interrupt, 143 for termination).
    var exitStatus: Int32 { 128 + signal }
}

/// Runs `work`, canceling it when an interrupt or a request to terminate arrives, and waits until it has cleaned up.
///
/// Work that ends well in spite of the signal has ended well. A second signal ends the process at once.
///
/// - Throws: ``Interruption`` when `work` was canceled by a signal, else what `work` throws.
func interruptible<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    let task = Task { try await work() }
    let received = ReceivedSignal()
    // Signals are taken on a thread of their own: work that computes may hold every thread that tasks run on.
    let sources = [SIGINT, SIGTERM].map { number in
        watch(number) {
            received.store(number)
            task.cancel()
        }
    }
    defer {
        for source in sources { source.cancel() }
        restoreSignals()
    }
    do {
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    } catch {
        throw received.first.map { Interruption(signal: $0) } ?? error
    }
}

/// Calls `action` when signal `number` arrives first; a second one does what it does by default.
private func watch(_ number: Int32, _ action: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
    source.setEventHandler {
        action()
        restoreSignals()
    }
    source.resume()
    return source
}

private func restoreSignals() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
}

private final class ReceivedSignal: Sendable {
    private let number = Mutex<Int32?>(nil)
    var first: Int32? { number.withLock { $0 } }
    func store(_ received: Int32) { number.withLock { $0 = $0 ?? received } }
}
