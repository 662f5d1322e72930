/// Run-length encoding version 1.
///
///     run      = control (0…127) delta base        control + 3 values: base, base + delta, …; delta is a signed byte
///     literals = control (−128…−1) value*          −control values
///
/// `base` and values are varints, zigzag-encoded when the column is signed.
extension IntegerDecoder {
    func lengthV1() throws(ORCError) -> Int {
        try input.require(1)
        let control = Int(Int8(bitPattern: input.cursor[0]))
        return control >= 0 ? control + 3 : -control
    }

    func decodeRunV1(into target: UnsafeMutablePointer<Int64>) throws(ORCError) {
        let control = Int(Int8(bitPattern: input.cursor[0]))
        if control >= 0 { try input.require(2) }
        var cursor = input.cursor + 1
        if control < 0 {
            for index in 0..<(-control) { target[index] = try varint(&cursor, isSigned: isSigned) }
        } else {
            let delta = Int64(Int8(bitPattern: cursor[0]))
            cursor += 1
            var value = try varint(&cursor, isSigned: isSigned)
            for index in 0..<control + 3 {
                target[index] = value
                value = value &+ delta
            }
        }
        input.cursor = cursor
    }
}
