//! Who may do what: five roles, and the permissions that each has.

use muster_core::lang::Text;

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything, accounts included.
    Administrator,
    /// Reads all that is recorded, and changes nothing.
    Auditor,
    /// Product keys and licenses.
    KeyManager,
    /// The fleet day by day.
    Operator,
    /// Looks.
    Viewer,
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Block product keys, and lift blocks.
    BlockKeys,
    /// Give a confirmation id for an installation id.
    ConfirmIds,
    /// Change what is written beside product keys, raise their limits and move their ends.
    EditKeys,
    /// Nothing: the way to sign in.
    Everyone,
    /// Take the list of machines away as a file.
    ExportMachines,
    /// Have machines install a product key.
    InstallKeys,
    /// Make, change and remove accounts.
    ManageAccounts,
    /// Make and revoke tokens for the API.
    ManageTokens,
    /// Make, try and remove webhooks.
    ManageWebhooks,
    /// Read and take away the audit log.
    ReadAudit,
    /// Read the events of the host and the requests of all machines.
    ReadEvents,
    /// Revoke licenses, and lift revocations.
    RevokeLicenses,
    /// Have machines activate and remove keys, and cancel jobs.
    RunJobs,
    /// Show views of the list of machines to everybody, and change those.
    ShareViews,
    /// Be signed in, in whatever role.
    SignedIn,
    /// See what the authority has issued: keys by their last characters, holders of licenses, packs, orders.
    ViewIssued,
    /// See the overview and the machines.
    ViewMachines,
    /// See the metrics.
    ViewMetrics,
}

impl Role {
    /// All roles, the least first.
    pub const ALL: [Self; 5] = [Self::Viewer, Self::Operator, Self::KeyManager, Self::Auditor, Self::Administrator];

    /// Its name in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::KeyManager => "key-manager",
            Self::Operator => "operator",
            Self::Viewer => "viewer",
        }
    }

    /// The role of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Administrator => ("Administrator", "管理者"),
            Self::Auditor => ("Auditor", "監査者"),
            Self::KeyManager => ("Key manager", "キー管理者"),
            Self::Operator => ("Operator", "オペレーター"),
            Self::Viewer => ("Viewer", "閲覧者"),
        };
        Text { en, ja }
    }

    /// Whether somebody in this role may do that.
    pub fn has(self, permission: Permission) -> bool {
        match permission {
            Permission::Everyone
            | Permission::SignedIn
            | Permission::ViewIssued
            | Permission::ViewMachines
            | Permission::ViewMetrics => true,
            Permission::ManageAccounts
            | Permission::ManageTokens
            | Permission::ManageWebhooks
            | Permission::ShareViews => {
                matches!(self, Self::Administrator)
            }
            Permission::BlockKeys | Permission::EditKeys | Permission::InstallKeys | Permission::RevokeLicenses => {
                matches!(self, Self::Administrator | Self::KeyManager)
            }
            Permission::ConfirmIds | Permission::RunJobs => {
                matches!(self, Self::Administrator | Self::KeyManager | Self::Operator)
            }
            Permission::ReadAudit => matches!(self, Self::Administrator | Self::Auditor),
            Permission::ExportMachines | Permission::ReadEvents => {
                matches!(self, Self::Administrator | Self::Auditor | Self::Operator)
            }
        }
    }
}

/// What there is where a permission is asked for, to somebody who sees some key groups alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What tells of all key groups together, or of things that have none: it is not there for him.
    Everything,
    /// What belongs to his key groups.
    KeyGroups,
    /// His own account, or nothing of the service.
    Own,
}

impl Permission {
    /// What there is where it is asked for, to somebody who sees some key groups alone. It says so of each permission, and a route cannot be
    /// without one.
    pub fn reach(self) -> Reach {
        match self {
            Self::BlockKeys
            | Self::ConfirmIds
            | Self::EditKeys
            | Self::ReadAudit
            | Self::RevokeLicenses
            | Self::ViewIssued => Reach::KeyGroups,
            Self::Everyone | Self::SignedIn => Reach::Own,
            Self::ExportMachines
            | Self::InstallKeys
            | Self::ManageAccounts
            | Self::ManageTokens
            | Self::ManageWebhooks
            | Self::ReadEvents
            | Self::RunJobs
            | Self::ShareViews
            | Self::ViewMachines
            | Self::ViewMetrics => Reach::Everything,
        }
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        let (en, ja) = match self {
            Self::BlockKeys => ("block keys", "キーのブロック"),
            Self::ConfirmIds => ("confirm installation ids", "確認 ID の発行"),
            Self::EditKeys => ("edit keys", "キーの編集"),
            Self::Everyone => ("anyone", "すべてのユーザー"),
            Self::ExportMachines => ("export machines", "コンピューターのエクスポート"),
            Self::InstallKeys => ("install keys", "キーのインストール"),
            Self::ManageAccounts => ("manage accounts", "アカウントの管理"),
            Self::ManageTokens => ("manage tokens", "API トークンの管理"),
            Self::ManageWebhooks => ("manage webhooks", "Webhook の管理"),
            Self::ReadAudit => ("read the audit log", "監査ログの参照"),
            Self::ReadEvents => ("read events", "イベントの参照"),
            Self::RevokeLicenses => ("revoke licenses", "ライセンスの失効"),
            Self::RunJobs => ("run jobs", "ジョブの実行"),
            Self::ShareViews => ("share views", "ビューの共有"),
            Self::SignedIn => ("signed in", "サインイン済み"),
            Self::ViewIssued => ("view what was issued", "発行内容の参照"),
            Self::ViewMachines => ("view machines", "コンピューターの参照"),
            Self::ViewMetrics => ("view metrics", "メトリックの参照"),
        };
        Text { en, ja }
    }
}
