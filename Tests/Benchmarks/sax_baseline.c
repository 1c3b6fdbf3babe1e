/*
 * The least that reading XML with libxml2 can cost: its push parser with callbacks that do nothing.
 *
 *     sax_baseline FILE…
 *
 * Reads each file in pieces of 64 KiB, as doisoat does, and prints how many elements it saw.
 * Exit status: 0, or 1 if a file cannot be read or is not well-formed.
 */
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static unsigned long long elements;

static void start_element(void *state, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count, const xmlChar **attributes) {
    (void)state, (void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)attribute_count, (void)defaulted_count, (void)attributes;
    elements += 1;
}

static void end_element(void *state, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
    (void)state, (void)name, (void)prefix, (void)uri;
}

static void characters(void *state, const xmlChar *text, int length) {
    (void)state, (void)text, (void)length;
}

static int read_file(const char *path) {
    static char piece[64 * 1024];
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;

    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return 1;
    }
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (parser == NULL) {
        fprintf(stderr, "%s: no memory\n", path);
        close(descriptor);
        return 1;
    }
    xmlCtxtUseOptions(parser, XML_PARSE_NONET);

    int fault = 0;
    ssize_t count;
    while (!fault && (count = read(descriptor, piece, sizeof piece)) > 0) {
        fault = xmlParseChunk(parser, piece, (int)count, 0);
    }
    if (!fault && count < 0) {
        fault = -1;
    }
    if (!fault) {
        fault = xmlParseChunk(parser, NULL, 0, 1);
    }
    if (fault) {
        fprintf(stderr, "%s: could not be read (%d)\n", path, fault);
    }
    xmlFreeParserCtxt(parser);
    close(descriptor);
    return fault != 0;
}

int main(int count, char **paths) {
    int status = 0;
    for (int index = 1; index < count; index++) {
        status |= read_file(paths[index]);
    }
    printf("%llu elements\n", elements);
    return status;
}
