using System;
using Muster;

/// <summary>Whether .NET is told what C is told: refusals with their codes, and every field of an answer.</summary>
class Refusals
{
    static uint Refused(Action call)
    {
        try { call(); }
        catch (LicenseException error)
        {
            var code = (uint)error.HResult;
            Check(error.Message.StartsWith(string.Format("0x{0:X8} ", code)), error);
            return code;
        }
        return 0;
    }

    static void Check(bool holds, object found)
    {
        if (!holds) throw new Exception("found: " + found);
    }

    static void Main()
    {
        Check(Refused(() => new License(Vendor.RootKey, "no id").Dispose()) == 0x8007000D, "an id");
        using (var license = new License(Vendor.RootKey, Vendor.ProductId, Vendor.Options))
        {
            Check(Refused(() => license.InstallKey("no key")) == 0xC004F050, "a key");
            Check(Refused(() => license.InstallationId()) == 0xC004F06A, "an installation id");
            Check(Refused(() => license.Deposit("1")) == 0xC004F06A, "a confirmation id");
            Check(license.StatusJson().Contains("\"verdict\":\"licensed\""), license.StatusJson());
            Check(license.Licensed("export") && !license.Licensed("audit"), "features");
            Check(license.Feature("seats") == "50" && license.Feature("audit") == null, license.Feature("seats"));
            var status = license.Activate();
            Check(status.Verdict == Verdict.Licensed && status.Code == 0 && status.Attempt == 0, status.MessageEn);
            Check(status.Until > DateTime.UtcNow && status.DaysLeft == 180 && !status.Warns, status.MessageEn);
            Check(status.Usable && status.MessageJa.Length > 5, status.MessageJa);
        }
        var other = new License(Vendor.RootKey, Vendor.ProductId, "{\"folder\": \"/nowhere\"}");
        var refusal = other.Activate();
        Check(refusal.Verdict == Verdict.NotLicensed && refusal.Code == 0xC004F011 && refusal.Attempt != 0, refusal.MessageEn);
        Check(refusal.Until == null && refusal.DaysLeft == -1 && refusal.Warns && !refusal.Usable, refusal.MessageEn);
        other.Dispose();
        try { other.Status(); }
        catch (ObjectDisposedException) { return; }
        throw new Exception("a question that was closed answers");
    }
}
