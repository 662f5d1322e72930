import Dispatch

/// Runs an actor's jobs on a dispatch queue of its own, so that calls that wait for a disk or a server leave the threads of
/// the cooperative pool to others.
public final class SerialThread: SerialExecutor {
    private let queue: DispatchQueue

    /// A thread whose name in debuggers is `label`.
    public init(label: String) { queue = DispatchQueue(label: label) }

    /// Runs `job` after those enqueued before.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
