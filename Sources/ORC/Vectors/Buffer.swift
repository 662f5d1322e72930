/// Contiguous, growable, uninitialized storage for a trivial element type.
///
/// A buffer is owned by one ``ColumnVector`` and reused from batch to batch: it grows to the largest batch
/// seen and never shrinks. Decoders write through ``pointer``; nothing is initialized, moved or
/// reference-counted per element.
///
/// - Invariant: `pointer` is valid for `capacity` elements; elements up to the owning vector's `count` are
///   initialized once a decoder or a caller has filled them.
public struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var room: Int

    /// The first element. Invalidated by ``reserve(_:)``.
    @inlinable public var pointer: UnsafeMutablePointer<Element> { base }
    /// The number of elements that fit without growing.
    @inlinable public var capacity: Int { room }

    /// Makes room for `capacity` elements (at least one).
    public init(capacity: Int = 0) {
        room = Swift.max(capacity, 1)
        base = BufferMemory.allocate(room * MemoryLayout<Element>.stride).bindMemory(to: Element.self, capacity: room)
    }

    deinit { BufferMemory.free(base, room * MemoryLayout<Element>.stride) }

    /// Makes room for `count` elements, keeping those already there. Grows geometrically.
    public mutating func reserve(_ count: Int) {
        guard count > room else { return }
        let grown = Swift.max(count, room + room / 2)
        let stride = MemoryLayout<Element>.stride
        base = BufferMemory.grow(base, room * stride, to: grown * stride).bindMemory(to: Element.self, capacity: grown)
        room = grown
    }

    /// A copy of some elements, all of them within ``capacity`` and initialized.
    public func elements(_ range: Range<Int>) -> [Element] {
        precondition(range.lowerBound >= 0 && range.upperBound <= room, "elements \(range) of a buffer with room for \(room)")
        return Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// The element at `index`. Checked in debug builds only.
    @inlinable
    public subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < room)
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < room)
            base[index] = newValue
        }
    }
}
