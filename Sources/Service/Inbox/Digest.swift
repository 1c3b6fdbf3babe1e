import CPlatform

/// SHA-256 by libcrypto, which uses the processor's own instructions for it.
struct Digest: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto has no SHA-256") }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let done = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(done == 1, "libcrypto refused to digest")
    }

    /// The digest in lower-case hexadecimal.
    consuming func hexadecimal() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let done = EVP_DigestFinal_ex(context, &digest, nil)
        precondition(done == 1, "libcrypto refused to digest")
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    static func sha256(of text: String) -> String {
        var digest = Digest()
        var copy = text
        copy.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
        return digest.hexadecimal()
    }
}
