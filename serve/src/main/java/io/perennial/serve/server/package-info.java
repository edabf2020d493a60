// SPDX-License-Identifier: Apache-2.0

/** Starts all of it: the only package that sees the others. */
@NullMarked
package io.perennial.serve.server;

import org.jspecify.annotations.NullMarked;
