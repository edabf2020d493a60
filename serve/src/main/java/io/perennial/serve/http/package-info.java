// SPDX-License-Identifier: Apache-2.0

/**
 * How requests come in and what goes out when they fail: ids, caps, parameters, problems, the log.
 */
@NullMarked
package io.perennial.serve.http;

import org.jspecify.annotations.NullMarked;
