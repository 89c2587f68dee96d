// Proofs that the log made, checked by tlog.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func checkReceipt(vkey, proofPath, entryPath string) (string, error) {
	text, err := os.ReadFile(proofPath)
	if err != nil {
		return "", err
	}
	entry, err := os.ReadFile(entryPath)
	if err != nil {
		return "", err
	}
	head, signed, _ := strings.Cut(string(text), "\n\n")
	index, hashes, err := parseReceipt(strings.Split(head, "\n"))
	if err != nil {
		return "", err
	}
	tree, err := openTree(vkey, []byte(signed))
	if err != nil {
		return "", err
	}
	if err := tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return "", err
	}
	return fmt.Sprintf("entry %d of %d", index, tree.N), nil
}

func parseReceipt(lines []string) (int64, tlog.RecordProof, error) {
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return 0, nil, fmt.Errorf("not a proof file")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	number, found := strings.CutPrefix(lines[0], "index ")
	if !found {
		return 0, nil, fmt.Errorf("a proof file names an index")
	}
	index, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0, nil, err
	}
	hashes, err := parseHashes(lines[1:])
	return index, hashes, err
}

func checkConsistency(vkey, oldPath, newPath, proofPath string) (string, error) {
	older, err := readTree(vkey, oldPath)
	if err != nil {
		return "", err
	}
	newer, err := readTree(vkey, newPath)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(proofPath)
	if err != nil {
		return "", err
	}
	proof, err := parseHashes(strings.Fields(string(text)))
	if err != nil {
		return "", err
	}
	if err := tlog.CheckTree(proof, newer.N, newer.Hash, older.N, older.Hash); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d entries extend %d", newer.N, older.N), nil
}
