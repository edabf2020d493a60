// SPDX-License-Identifier: Apache-2.0

/** How requests come in and answers go out: who asks, what goes wrong, limits, headers, health. */
@NullMarked
package io.perennial.serve.http;

import org.jspecify.annotations.NullMarked;
