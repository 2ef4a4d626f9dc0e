package io.secureconnect.windows.jna;

/** The functions of {@code fwpuclnt.dll} that are called here, as the SDK spells them, with the Windows that first has them. */
enum WfpFunction {
    FwpmFreeMemory0(Since.VISTA),
    FwpmEngineOpen0(Since.VISTA),
    FwpmEngineClose0(Since.VISTA),
    FwpmEngineGetOption0(Since.VISTA),
    FwpmTransactionBegin0(Since.VISTA),
    FwpmTransactionCommit0(Since.VISTA),
    FwpmTransactionAbort0(Since.VISTA),
    FwpmProviderAdd0(Since.VISTA),
    FwpmProviderGetByKey0(Since.VISTA),
    FwpmProviderDeleteByKey0(Since.VISTA),
    FwpmSubLayerAdd0(Since.VISTA),
    FwpmSubLayerGetByKey0(Since.VISTA),
    FwpmSubLayerDeleteByKey0(Since.VISTA),
    FwpmFilterAdd0(Since.VISTA),
    FwpmFilterGetByKey0(Since.VISTA),
    FwpmFilterGetById0(Since.VISTA),
    FwpmFilterDeleteByKey0(Since.VISTA),
    FwpmFilterCreateEnumHandle0(Since.VISTA),
    FwpmFilterEnum0(Since.VISTA),
    FwpmFilterDestroyEnumHandle0(Since.VISTA),
    FwpmFilterSubscribeChanges0(Since.VISTA),
    FwpmFilterUnsubscribeChanges0(Since.VISTA),
    FwpmProviderContextAdd2(Since.WINDOWS_8),
    FwpmProviderContextDeleteByKey0(Since.VISTA),
    FwpmProviderContextCreateEnumHandle0(Since.VISTA),
    FwpmProviderContextEnum2(Since.WINDOWS_8),
    FwpmProviderContextDestroyEnumHandle0(Since.VISTA),
    FwpmNetEventSubscribe0(Since.WINDOWS_7),
    FwpmNetEventUnsubscribe0(Since.WINDOWS_7),
    IPsecSaContextCreate1(Since.WINDOWS_7),
    IPsecSaContextGetSpi1(Since.WINDOWS_7),
    IPsecSaContextSetSpi0(Since.WINDOWS_7),
    IPsecSaContextAddInbound1(Since.WINDOWS_7),
    IPsecSaContextAddOutbound1(Since.WINDOWS_7),
    IPsecSaContextGetById1(Since.WINDOWS_7),
    IPsecSaContextUpdate0(Since.WINDOWS_7),
    IPsecSaContextExpire0(Since.VISTA),
    IPsecSaContextDeleteById0(Since.VISTA),
    IPsecSaContextCreateEnumHandle0(Since.VISTA),
    IPsecSaContextEnum1(Since.WINDOWS_7),
    IPsecSaContextDestroyEnumHandle0(Since.VISTA),
    IPsecSaContextSubscribe0(Since.WINDOWS_8),
    IPsecSaContextUnsubscribe0(Since.WINDOWS_8),
    IPsecGetStatistics1(Since.WINDOWS_7),
    IkeextSaCreateEnumHandle0(Since.VISTA),
    IkeextSaEnum2(Since.WINDOWS_8),
    IkeextSaDestroyEnumHandle0(Since.VISTA),
    IkeextSaDeleteById0(Since.VISTA);

    private final Since since;

    WfpFunction(Since since) {
        this.since = since;
    }

    Since since() {
        return since;
    }

    /** A version of Windows, and of Windows Server. */
    enum Since {
        VISTA("Windows Vista and Windows Server 2008"),
        WINDOWS_7("Windows 7 and Windows Server 2008 R2"),
        WINDOWS_8("Windows 8 and Windows Server 2012");

        private final String text;

        Since(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
