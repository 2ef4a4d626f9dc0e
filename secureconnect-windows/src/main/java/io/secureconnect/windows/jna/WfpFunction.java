package io.secureconnect.windows.jna;

/** The functions of {@code fwpuclnt.dll} that are called here, as the SDK spells them, with the Windows that first has them. */
enum WfpFunction {
    FwpmFreeMemory0(WindowsVersion.VISTA),
    FwpmEngineOpen0(WindowsVersion.VISTA),
    FwpmEngineClose0(WindowsVersion.VISTA),
    FwpmEngineGetOption0(WindowsVersion.VISTA),
    FwpmTransactionBegin0(WindowsVersion.VISTA),
    FwpmTransactionCommit0(WindowsVersion.VISTA),
    FwpmTransactionAbort0(WindowsVersion.VISTA),
    FwpmProviderAdd0(WindowsVersion.VISTA),
    FwpmProviderGetByKey0(WindowsVersion.VISTA),
    FwpmProviderDeleteByKey0(WindowsVersion.VISTA),
    FwpmSubLayerAdd0(WindowsVersion.VISTA),
    FwpmSubLayerGetByKey0(WindowsVersion.VISTA),
    FwpmSubLayerDeleteByKey0(WindowsVersion.VISTA),
    FwpmFilterAdd0(WindowsVersion.VISTA),
    FwpmFilterGetByKey0(WindowsVersion.VISTA),
    FwpmFilterGetById0(WindowsVersion.VISTA),
    FwpmFilterDeleteByKey0(WindowsVersion.VISTA),
    FwpmFilterCreateEnumHandle0(WindowsVersion.VISTA),
    FwpmFilterEnum0(WindowsVersion.VISTA),
    FwpmFilterDestroyEnumHandle0(WindowsVersion.VISTA),
    FwpmFilterSubscribeChanges0(WindowsVersion.VISTA),
    FwpmFilterUnsubscribeChanges0(WindowsVersion.VISTA),
    FwpmProviderContextAdd2(WindowsVersion.WINDOWS_8),
    FwpmProviderContextDeleteByKey0(WindowsVersion.VISTA),
    FwpmProviderContextCreateEnumHandle0(WindowsVersion.VISTA),
    FwpmProviderContextEnum2(WindowsVersion.WINDOWS_8),
    FwpmProviderContextDestroyEnumHandle0(WindowsVersion.VISTA),
    FwpmNetEventSubscribe0(WindowsVersion.WINDOWS_7),
    FwpmNetEventUnsubscribe0(WindowsVersion.WINDOWS_7),
    IPsecSaContextCreate1(WindowsVersion.WINDOWS_7),
    IPsecSaContextGetSpi1(WindowsVersion.WINDOWS_7),
    IPsecSaContextSetSpi0(WindowsVersion.WINDOWS_7),
    IPsecSaContextAddInbound1(WindowsVersion.WINDOWS_7),
    IPsecSaContextAddOutbound1(WindowsVersion.WINDOWS_7),
    IPsecSaContextGetById1(WindowsVersion.WINDOWS_7),
    IPsecSaContextUpdate0(WindowsVersion.WINDOWS_7),
    IPsecSaContextExpire0(WindowsVersion.VISTA),
    IPsecSaContextDeleteById0(WindowsVersion.VISTA),
    IPsecSaContextCreateEnumHandle0(WindowsVersion.VISTA),
    IPsecSaContextEnum1(WindowsVersion.WINDOWS_7),
    IPsecSaContextDestroyEnumHandle0(WindowsVersion.VISTA),
    IPsecSaContextSubscribe0(WindowsVersion.WINDOWS_8),
    IPsecSaContextUnsubscribe0(WindowsVersion.WINDOWS_8),
    IPsecGetStatistics1(WindowsVersion.WINDOWS_7),
    IkeextSaCreateEnumHandle0(WindowsVersion.VISTA),
    IkeextSaEnum2(WindowsVersion.WINDOWS_8),
    IkeextSaDestroyEnumHandle0(WindowsVersion.VISTA),
    IkeextSaDeleteById0(WindowsVersion.VISTA);

    private final WindowsVersion since;

    WfpFunction(WindowsVersion since) {
        this.since = since;
    }

    WindowsVersion since() {
        return since;
    }
}
