// SPDX-License-Identifier: Apache-2.0

/** How the server is: alive, ready, warm, measured. */
@NullMarked
package io.perennial.serve.health;

import org.jspecify.annotations.NullMarked;
