#ifndef DOISOAT_CLIBCRYPTO_SHIM_H
#define DOISOAT_CLIBCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif
