# Targets: MusterLicense::shared and MusterLicense::static.
get_filename_component(_muster_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET MusterLicense::shared)
    add_library(MusterLicense::shared SHARED IMPORTED)
    set_target_properties(MusterLicense::shared PROPERTIES
        IMPORTED_LOCATION "${_muster_prefix}/lib/libmuster_license.so.1"
        IMPORTED_SONAME "libmuster_license.so.1"
        INTERFACE_INCLUDE_DIRECTORIES "${_muster_prefix}/include")
    add_library(MusterLicense::static STATIC IMPORTED)
    set_target_properties(MusterLicense::static PROPERTIES
        IMPORTED_LOCATION "${_muster_prefix}/lib/libmuster_license.a"
        INTERFACE_LINK_LIBRARIES "pthread;dl;m"
        INTERFACE_INCLUDE_DIRECTORIES "${_muster_prefix}/include")
endif()
unset(_muster_prefix)
