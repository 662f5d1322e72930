/// The hash FNV-1a of 64 bits: the same for the same bytes in every process, so that it can be kept.
struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Adds a text and its end: the same bytes divided among texts in another way give another value.
    mutating func add(text: String) {
        add(text.utf8)
        value = value &* 0x9e37_79b9_7f4a_7c15
    }
}
