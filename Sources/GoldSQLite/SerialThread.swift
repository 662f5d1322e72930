import Dispatch

/// Runs an actor's jobs on a dispatch queue of its own, so that calls that wait for a disk leave the threads of the
/// cooperative pool to others.
final class SerialThread: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
