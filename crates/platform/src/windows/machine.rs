//! What Windows knows of the machine.

use super::{registry, wide};
use std::arch::x86_64::__cpuid;
use windows_sys::Win32::System::SystemInformation::{
    ComputerNamePhysicalDnsFullyQualified, GetComputerNameExW, GetSystemFirmwareTable, RSMB,
};

/// CPUID leaf 1, register ECX: a hypervisor is present.
const HYPERVISOR: u32 = 1 << 31;
/// The longest name of a machine and its domain.
const NAME_MAX: usize = 1024;
/// Bytes before the structures in what Windows gives (RawSMBIOSData).
const SMBIOS_HEADER: usize = 8;
/// Type 1, System Information, holds the UUID in 16 bytes from byte 8 (DSP0134, 7.2).
const SYSTEM_INFORMATION: u8 = 1;

pub(crate) fn name() -> Option<String> {
    let mut buffer = [0_u16; NAME_MAX];
    let mut length = u32::try_from(buffer.len()).ok()?;
    #[expect(unsafe_code, reason = "the buffer is as long as the length says, and outlives the call")]
    // SAFETY: see the reason above.
    let done =
        unsafe { GetComputerNameExW(ComputerNamePhysicalDnsFullyQualified, buffer.as_mut_ptr(), &raw mut length) };
    (done != 0).then(|| wide::to_string(&buffer)).filter(|name| !name.is_empty())
}

pub(crate) fn is_virtual() -> bool {
    __cpuid(1).ecx & HYPERVISOR != 0
}

/// Made when Windows was installed, and again by sysprep.
pub(crate) fn installation() -> Option<String> {
    registry::text(r"SOFTWARE\Microsoft\Cryptography", "MachineGuid")
}

/// The UUID that the manufacturer gave the machine, as hexadecimal digits; none where all bytes are 0 or 255.
pub(crate) fn firmware() -> Option<String> {
    uuid(firmware_table()?.get(SMBIOS_HEADER..)?)
}

/// The address of the first adapter that has one, Ethernet and wireless ones first, in the order of their identifiers: tunnels
/// come and go.
pub(crate) fn first_adapter() -> Option<String> {
    use ipconfig::IfType::{EthernetCsmacd, Ieee80211};
    let mut adapters = ipconfig::get_adapters().ok()?;
    adapters.retain(|adapter| adapter.physical_address().is_some_and(|bytes| bytes.iter().any(|byte| *byte != 0)));
    let is_device = |adapter: &ipconfig::Adapter| matches!(adapter.if_type(), EthernetCsmacd | Ieee80211);
    let first = adapters.iter().min_by_key(|adapter| (!is_device(adapter), adapter.adapter_name()))?;
    first.physical_address().map(digits)
}

pub(crate) fn processor() -> Option<String> {
    registry::text(r"HARDWARE\DESCRIPTION\System\CentralProcessor\0", "ProcessorNameString")
}

fn firmware_table() -> Option<Vec<u8>> {
    #[expect(unsafe_code, reason = "without a buffer the call tells the length that one needs")]
    // SAFETY: see the reason above.
    let length = unsafe { GetSystemFirmwareTable(RSMB, 0, std::ptr::null_mut(), 0) };
    let mut table = vec![0; usize::try_from(length).ok()?];
    #[expect(unsafe_code, reason = "the buffer is as long as the length says, and outlives the call")]
    // SAFETY: see the reason above.
    let written = unsafe { GetSystemFirmwareTable(RSMB, 0, table.as_mut_ptr(), length) };
    table.truncate(usize::try_from(written).ok()?);
    (written > 0 && written <= length).then_some(table)
}

/// Finds the UUID in the structures of SMBIOS: each has its type, its length, and texts behind it that end with two zeros.
fn uuid(mut table: &[u8]) -> Option<String> {
    while let [kind, length, ..] = *table {
        let structure = table.get(..usize::from(length))?;
        if kind == SYSTEM_INFORMATION {
            let bytes = structure.get(8..24)?;
            return bytes.iter().any(|byte| ![0, 0xff].contains(byte)).then(|| digits(bytes));
        }
        let texts = table.get(usize::from(length)..)?;
        let end = texts.windows(2).position(|pair| pair == [0, 0])?;
        table = texts.get(end + 2..)?;
    }
    None
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{firmware_table, name, uuid};

    #[test]
    fn the_uuid_stands_in_the_structure_of_the_system() {
        let bios = [&[0, 6, 0, 0, 9, 9][..], b"Vendor\0Version\0\0"].concat();
        let system = |id: [u8; 16]| [&[1, 27, 1, 0, 1, 2, 3, 4][..], &id, &[6, 0, 0], b"Maker\0\0"].concat();
        let id = std::array::from_fn(|place| u8::try_from(place).expect("small"));
        let found = |parts: &[&[u8]]| uuid(&parts.concat());
        assert_eq!(found(&[&bios, &system(id)]).as_deref(), Some("000102030405060708090a0b0c0d0e0f"));
        assert_eq!(found(&[&bios, &system([0; 16])]), None, "the manufacturer gave none");
        assert_eq!(found(&[&bios, &system([0xff; 16])]), None, "the manufacturer gave none");
        assert_eq!(found(&[&bios]), None);
        assert_eq!(found(&[&bios, &[1, 27, 0]]), None, "cut off");
        assert_eq!(found(&[&[0, 0]]), None);
    }

    #[test]
    fn this_machine_has_a_name_and_a_table() {
        assert!(name().is_some_and(|name| !name.contains('\0')));
        assert!(firmware_table().is_some_and(|table| table.len() > 8));
    }
}
