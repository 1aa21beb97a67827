using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Muster
{
    /// <summary>What an answer comes to, in the order of the C ABI.</summary>
    public enum Verdict { NotLicensed, Licensed, Grace }

    /// <summary>A call that did nothing. <c>HResult</c> is its code.</summary>
    public sealed class LicenseException : Exception
    {
        internal LicenseException(uint code, string text) : base(text) { HResult = unchecked((int)code); }
    }

    /// <summary>The answer.</summary>
    public sealed class Status
    {
        public Verdict Verdict { get; internal set; }
        /// <summary>0 if licensed, the kind of grace, or why it is not licensed: an HRESULT.</summary>
        public uint Code { get; internal set; }
        /// <summary>When that ends (UTC); null if it does not end by itself.</summary>
        public DateTime? Until { get; internal set; }
        /// <summary>Days until then; -1 if it does not end.</summary>
        public int DaysLeft { get; internal set; }
        /// <summary>Whether the user should be told.</summary>
        public bool Warns { get; internal set; }
        /// <summary>After <see cref="License.Activate"/>: how the attempt ended, 0 for success.</summary>
        public uint Attempt { get; internal set; }
        /// <summary>What to tell the user.</summary>
        public string MessageEn { get; internal set; }
        /// <summary>The same in Japanese.</summary>
        public string MessageJa { get; internal set; }
        /// <summary>Licensed, or in grace: the product goes on.</summary>
        public bool Usable { get { return Verdict != Verdict.NotLicensed; } }
    }

    /// <summary>
    /// A product's question whether it is licensed on this machine: the C ABI in the shape of .NET. Threads may share it. No method
    /// ends the process.
    /// </summary>
    public sealed class License : IDisposable
    {
        private delegate uint Ask(Question muster, out NativeStatus status);
        private delegate uint AskText(Question muster, out IntPtr text);

        private const uint Abi = 1;
        private const uint NotSupported = 0x80070032;

        private readonly Question muster;

        /// <summary>Nothing is asked yet.</summary>
        /// <param name="rootKey">the text of the vendor's root.jwk, or its thumbprint</param>
        /// <param name="productId">an activation id of the license pack</param>
        /// <param name="options">JSON as for the C ABI, or null: then the agent of this machine is asked</param>
        public License(string rootKey, string productId, string options = null)
        {
            if (Native.muster_version() != Abi)
                throw new LicenseException(NotSupported, "0x80070032 the library has another version of the ABI");
            Check(Native.muster_open(Utf8(rootKey), Utf8(productId), Utf8(options), out muster));
        }

        public void Dispose() { muster.Dispose(); }

        public Status Status() { return Answered(Native.muster_status); }
        /// <summary>Asks the hosts now, and blocks until they were asked.</summary>
        public Status Activate() { return Answered(Native.muster_activate); }
        /// <summary>Whether the license allows a feature, whatever its value.</summary>
        public bool Licensed(string feature) { return Feature(feature) != null; }
        /// <summary>The value of a feature: "true", "50", "pro"; null if the license does not allow it.</summary>
        public string Feature(string name)
        {
            IntPtr value;
            return Native.muster_feature(muster, Utf8(name), out value) == 0 ? null : Owned(value);
        }
        /// <summary>The answer with everything that it holds.</summary>
        public string StatusJson() { return Text(Native.muster_status_json); }
        public void InstallKey(string key) { Check(Native.muster_install_key(muster, Utf8(key))); }
        public string InstallationId() { return Text(Native.muster_installation_id); }
        public void Deposit(string confirmationId) { Check(Native.muster_deposit(muster, Utf8(confirmationId))); }

        private Status Answered(Ask ask)
        {
            NativeStatus status;
            ask(muster, out status);
            var epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            return new Status
            {
                Verdict = (Verdict)status.Verdict,
                Code = status.Code,
                Until = status.Until == 0 ? (DateTime?)null : epoch.AddSeconds(status.Until),
                DaysLeft = status.DaysLeft,
                Warns = status.Warns != 0,
                Attempt = status.Attempt,
                MessageEn = FromUtf8(status.MessageEn),
                MessageJa = FromUtf8(status.MessageJa),
            };
        }

        private string Text(AskText ask)
        {
            IntPtr text;
            Check(ask(muster, out text));
            return Owned(text);
        }

        private static string Owned(IntPtr text)
        {
            try
            {
                var length = 0;
                while (Marshal.ReadByte(text, length) != 0) length++;
                var bytes = new byte[length];
                Marshal.Copy(text, bytes, 0, length);
                return FromUtf8(bytes);
            }
            finally { Native.muster_free(text); }
        }

        private static void Check(uint code)
        {
            if (code == 0) return;
            var text = new byte[(int)Native.muster_last_error(null, UIntPtr.Zero) + 1];
            Native.muster_last_error(text, (UIntPtr)text.Length);
            throw new LicenseException(code, FromUtf8(text));
        }

        private static byte[] Utf8(string text) { return text == null ? null : Encoding.UTF8.GetBytes(text + '\0'); }

        private static string FromUtf8(byte[] bytes)
        {
            var end = Array.IndexOf(bytes, (byte)0);
            return Encoding.UTF8.GetString(bytes, 0, end < 0 ? bytes.Length : end);
        }
    }

    /// <summary>MusterStatus of muster.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeStatus
    {
        public uint Verdict;
        public uint Code;
        public long Until;
        public int DaysLeft;
        public uint Warns;
        public uint Attempt;
        public uint Reserved;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 512)] public byte[] MessageEn;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 512)] public byte[] MessageJa;
    }

    /// <summary>It is closed once nobody uses it.</summary>
    internal sealed class Question : SafeHandle
    {
        private Question() : base(IntPtr.Zero, true) { }
        public override bool IsInvalid { get { return handle == IntPtr.Zero; } }

        protected override bool ReleaseHandle()
        {
            Native.muster_close(handle);
            return true;
        }
    }

    internal static class Native
    {
        private const string Library = "muster_license";

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_open(byte[] rootKey, byte[] productId, byte[] options, out Question muster);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_status(Question muster, out NativeStatus status);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_activate(Question muster, out NativeStatus status);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_status_json(Question muster, out IntPtr json);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_feature(Question muster, byte[] name, out IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_install_key(Question muster, byte[] key);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_installation_id(Question muster, out IntPtr id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_deposit(Question muster, byte[] confirmationId);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern UIntPtr muster_last_error(byte[] buffer, UIntPtr size);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void muster_free(IntPtr text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void muster_close(IntPtr muster);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint muster_version();
    }
}
