// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import java.util.Optional;

/**
 * What is said of a request that was not answered, as {@code application/problem+json} has it.
 *
 * @param type always {@code about:blank}: the status says the kind
 * @param title of the status
 * @param status of HTTP
 * @param detail what is wrong, in words
 * @param instance the path that was asked
 * @param requestId under which the log knows it
 * @param field the parameter or field that is meant
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String requestId,
    Optional<String> field) {}
