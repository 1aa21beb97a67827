# Targets: MusterLicense::shared and, but for Windows, MusterLicense::static.
get_filename_component(_muster_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET MusterLicense::shared)
    add_library(MusterLicense::shared SHARED IMPORTED)
    set_target_properties(MusterLicense::shared PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${_muster_prefix}/include")
    if(WIN32)
        set_target_properties(MusterLicense::shared PROPERTIES
            IMPORTED_LOCATION "${_muster_prefix}/bin/muster_license.dll"
            IMPORTED_IMPLIB "${_muster_prefix}/lib/muster_license.lib")
        if(MINGW)
            set_target_properties(MusterLicense::shared PROPERTIES
                IMPORTED_IMPLIB "${_muster_prefix}/lib/libmuster_license.dll.a")
        endif()
    else()
        set_target_properties(MusterLicense::shared PROPERTIES
            IMPORTED_LOCATION "${_muster_prefix}/lib/libmuster_license.so.1"
            IMPORTED_SONAME "libmuster_license.so.1")
        add_library(MusterLicense::static STATIC IMPORTED)
        set_target_properties(MusterLicense::static PROPERTIES
            IMPORTED_LOCATION "${_muster_prefix}/lib/libmuster_license.a"
            INTERFACE_LINK_LIBRARIES "pthread;dl;m"
            INTERFACE_INCLUDE_DIRECTORIES "${_muster_prefix}/include")
    endif()
endif()
unset(_muster_prefix)
