// Muster for C++11 and later: muster.h with owners in the place of pointers, and exceptions in the place of codes. Nothing to link but
// the library.
#ifndef MUSTER_HPP
#define MUSTER_HPP

#include "muster.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace muster {

enum class Verdict { not_licensed = MUSTER_NOT_LICENSED, licensed = MUSTER_LICENSED, grace = MUSTER_GRACE };

// A call that did nothing.
class Error : public std::runtime_error {
public:
    explicit Error(uint32_t code) : Error(code, last_error()) {}
    Error(uint32_t code, const std::string &text) : std::runtime_error(text), code_(code) {}
    uint32_t code() const noexcept { return code_; }

private:
    static std::string last_error()
    {
        std::string text(muster_last_error(nullptr, 0) + 1, '\0');
        muster_last_error(&text[0], text.size());
        text.pop_back();
        return text;
    }

    uint32_t code_;
};

// The answer: the fields of MusterStatus.
class Status {
public:
    explicit Status(const MusterStatus &status) : status_(status) {}
    Verdict verdict() const noexcept { return static_cast<Verdict>(status_.verdict); }
    // Licensed, or in grace: the product goes on.
    bool usable() const noexcept { return status_.verdict != MUSTER_NOT_LICENSED; }
    uint32_t code() const noexcept { return status_.code; }
    // Seconds since 1970; 0 if it does not end by itself.
    int64_t until() const noexcept { return status_.until; }
    // -1 if it does not end.
    int days_left() const noexcept { return status_.days_left; }
    bool warns() const noexcept { return status_.warns != 0; }
    // How the attempt of License::activate ended, 0 for success.
    uint32_t attempt() const noexcept { return status_.attempt; }
    std::string message_en() const { return status_.message_en; }
    std::string message_ja() const { return status_.message_ja; }

private:
    MusterStatus status_;
};

// A product's question. Threads may share it.
class License {
public:
    // `options` is JSON or null, as for muster_open: without it the agent of this machine is asked.
    License(const std::string &root_key, const std::string &product_id, const char *options = nullptr)
    {
        if (muster_version() != MUSTER_ABI)
            throw Error(0x80070032u, "0x80070032 the library beside the product has another version of the ABI");
        check(muster_open(root_key.c_str(), product_id.c_str(), options, &muster_));
    }
    License(License &&other) noexcept : muster_(other.muster_) { other.muster_ = nullptr; }
    License &operator=(License &&other) noexcept
    {
        std::swap(muster_, other.muster_);
        return *this;
    }
    License(const License &) = delete;
    License &operator=(const License &) = delete;
    ~License() { muster_close(muster_); }

    Status status() const { return answered(muster_status); }
    // Asks the hosts now, and blocks until they were asked.
    Status activate() const { return answered(muster_activate); }
    // Whether the license allows a feature, whatever its value.
    bool licensed(const std::string &feature) const { return muster_feature(muster_, feature.c_str(), nullptr) != MUSTER_NOT_LICENSED; }
    // The value of a feature: "true", "50", "pro"; empty if the license does not allow it.
    std::string feature(const std::string &name) const
    {
        char *value = nullptr;
        muster_feature(muster_, name.c_str(), &value);
        return value ? owned(value) : std::string();
    }
    std::string status_json() const { return text(muster_status_json); }
    void install_key(const std::string &key) const { check(muster_install_key(muster_, key.c_str())); }
    std::string installation_id() const { return text(muster_installation_id); }
    void deposit(const std::string &confirmation_id) const { check(muster_deposit(muster_, confirmation_id.c_str())); }

private:
    static void check(uint32_t code)
    {
        if (code != MUSTER_OK)
            throw Error(code);
    }
    Status answered(uint32_t (*ask)(const Muster *, MusterStatus *)) const
    {
        MusterStatus status;
        ask(muster_, &status);
        return Status(status);
    }
    std::string text(uint32_t (*ask)(const Muster *, char **)) const
    {
        char *text = nullptr;
        check(ask(muster_, &text));
        return owned(text);
    }
    static std::string owned(char *text) { return std::unique_ptr<char, void (*)(char *)>(text, muster_free).get(); }

    Muster *muster_ = nullptr;
};

} // namespace muster

#endif
