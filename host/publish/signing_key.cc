// SPDX-License-Identifier: Apache-2.0
#include "publish/signing_key.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/file_system.h"
#include "base/stream.h"
#include "tuf/digest.h"

namespace watchword::publish {
namespace {

using Handle = std::shared_ptr<EVP_PKEY>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr std::size_t kEd25519Bytes = 32;
constexpr std::size_t kMaxPemBytes = 4096;

// A key with a password is none: nothing is asked on the terminal.
int NoPassword(char* /*to*/, int /*size*/, int /*writing*/, void* /*context*/) {
  return -1;
}

PublicPart PublicPartOf(EVP_PKEY* key) {
  std::array<unsigned char, kEd25519Bytes> raw{};
  std::size_t size = raw.size();
  EVP_PKEY_get_raw_public_key(key, raw.data(), &size);
  tuf::Json part;
  part["keytype"] = "ed25519";
  part["scheme"] = "ed25519";
  part["keyval"]["public"] = tuf::Hex({reinterpret_cast<const char*>(raw.data()), raw.size()});
  const auto canonical = tuf::Canonical(part);
  return {tuf::Sha256Hex(*canonical), std::move(part)};
}

std::string ToPem(EVP_PKEY* key) {
  const Memory text(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_PKCS8PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(text.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

Error SystemError(const std::string& path) {
  return Error{ErrorCode::kIo, path + ": " + std::strerror(errno)};
}

}  // namespace

SigningKey::SigningKey(Handle key) : key_(std::move(key)), public_part_(PublicPartOf(key_.get())) {}

Result<SigningKey> SigningKey::Generate() {
  Handle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
  if (!key) return Error{ErrorCode::kIo, "no new key: no randomness"};
  return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::Load(const std::string& path) {
  const auto pem = base::PosixFileSystem().Read(path, kMaxPemBytes);
  if (!pem) return pem.error();
  const Memory text(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), &BIO_free);
  Handle key(PEM_read_bio_PrivateKey(text.get(), nullptr, &NoPassword, nullptr), &EVP_PKEY_free);
  ERR_clear_error();
  if (!key || EVP_PKEY_is_a(key.get(), "ED25519") != 1)
    return Error{ErrorCode::kInvalid, path + ": no Ed25519 key in PEM without a password"};
  return SigningKey(std::move(key));
}

Status SigningKey::Save(const std::string& path) const {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return SystemError(path);
  Status written = base::DescriptorStream(-1, file).Write(ToPem(key_.get()));
  if (written && ::fsync(file) != 0) written = SystemError(path);
  ::close(file);
  return written;
}

Result<std::string> SigningKey::Sign(std::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<unsigned char, 64> signature{};
  std::size_t size = signature.size();
  const bool is_signed =
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context.get(), signature.data(), &size,
                     reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
  if (!is_signed) return Error{ErrorCode::kIo, "the key " + public_part_.id + " does not sign"};
  return tuf::Hex({reinterpret_cast<const char*>(signature.data()), size});
}

}  // namespace watchword::publish
