// Whether refusals are exceptions with the code and the text of C, and whether a question can be moved.
#include "muster.hpp"
#include "vendor.h"
#include <iostream>

template <class Call> static void refused(Call call)
{
    try {
        call();
        std::cout << "nothing was thrown ";
    } catch (const muster::Error &error) {
        // The text begins with the code.
        char code[11];
        std::snprintf(code, sizeof code, "0x%08X", static_cast<unsigned>(error.code()));
        std::cout << code << (std::string(error.what()).find(code) == 0 ? " " : error.what());
    }
}

int main()
{
    refused([] { muster::License(ROOT_KEY, "no id"); });
    muster::License first(ROOT_KEY, PRODUCT_ID, OPTIONS), other(ROOT_KEY, PRODUCT_ID);
    muster::License license(std::move(first));
    other = std::move(license);
    refused([&] { other.install_key("no key"); });
    refused([&] { other.installation_id(); });
    const muster::Status status = other.status();
    const bool same = status.verdict() == muster::Verdict::licensed && status.usable() && status.days_left() == 180 &&
                      status.until() > 1800000000 && !status.warns() && status.code() == 0 &&
                      other.status_json().find("\"verdict\":\"licensed\"") != std::string::npos &&
                      other.licensed("export") && !other.licensed("audit") && other.feature("seats") == "50" &&
                      other.feature("audit").empty();
    std::cout << (same ? "licensed\n" : "another answer\n");
}
