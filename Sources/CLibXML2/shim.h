#ifndef DOISOAT_CLIBXML2_SHIM_H
#define DOISOAT_CLIBXML2_SHIM_H

/*
 * Debian's libxml2 is built with ICU, and its headers would draw in the system's ICU headers, whose
 * types clash with those of Foundation's own ICU. Nothing here touches a character encoding handler.
 */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* The type of an error record in a handler became const in libxml2 2.12. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *doisoat_xml_error;
#else
typedef xmlErrorPtr doisoat_xml_error;
#endif

static void doisoat_xml_hush(void *context, doisoat_xml_error error) {
    (void)context;
    (void)error;
}

static void doisoat_xml_hush_text(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}

/*
 * Makes a push parser that calls the given handlers with `state`, and nothing else.
 *
 * No option but NONET is set: no DTD is loaded, no entity is substituted, nothing is recovered
 * from and no limit of the library is lifted. Faults that the library reports outside a parser
 * (a failing character conversion) would go to standard error with bytes of the file in them;
 * they are hushed for the calling thread and show in the return value of xmlParseChunk.
 */
static inline xmlParserCtxtPtr doisoat_xml_push_parser(
    void *state, startElementNsSAX2Func start, endElementNsSAX2Func end,
    charactersSAXFunc characters, internalSubsetSAXFunc doctype, xmlStructuredErrorFunc fault) {
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = characters;
    /* The same function for both spares the library the question which of them a blank is. */
    handler.ignorableWhitespace = characters;
    handler.internalSubset = doctype;
    handler.serror = fault;

    xmlInitParser();
    xmlSetStructuredErrorFunc(NULL, doisoat_xml_hush);
    xmlSetGenericErrorFunc(NULL, doisoat_xml_hush_text);
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, state, NULL, 0, NULL);
    if (parser != NULL) {
        xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    }
    return parser;
}

/* Frees a parser and the document that the library may have begun on its own. */
static inline void doisoat_xml_free_parser(xmlParserCtxtPtr parser) {
    xmlDocPtr document = parser->myDoc;
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    if (document != NULL) {
        xmlFreeDoc(document);
    }
}

#endif
